"""Settings of the test run: the real ones in mode `test`, with a data folder that goes away and cheap passwords."""

from __future__ import annotations

import atexit
import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="vakwerk-test-")
atexit.register(_folder.cleanup)
os.environ["VAKWERK_MODE"] = "test"
os.environ["VAKWERK_DATA_DIR"] = _folder.name

from config.settings import *  # noqa: E402, F403 the environment comes first
from config.settings import DATABASES, TEMPLATES  # noqa: E402
from tests.template_guard import UndefinedVariable  # noqa: E402

if DATABASES["default"]["ENGINE"] == "vakwerk.core.db.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # said aloud: pytest-django only knows Django's own engine
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
