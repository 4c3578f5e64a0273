"""The WSGI entry: the application with its settings from the environment."""

import os

from wheel.app import create_app
from wheel.settings import settings_from

app = create_app(settings_from(os.environ))
