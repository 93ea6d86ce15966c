"""Vakwerk: talent -> programme -> place at a school -> workplace -> qualification -> job."""
