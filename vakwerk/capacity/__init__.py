"""Places: what schools can hold and what is asked, per site, year of study, region, stream and programme.

Schools and LOPs enter, everybody reads the gap with its assumptions. It never enrols a child.
"""
