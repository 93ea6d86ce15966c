"""Persons, organisations, sites, memberships, consent and login.

Staff, pupils, parents and companies enter through here. It never identifies by e-mail or national number."""
