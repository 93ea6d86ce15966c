from vakwerk.core.api import api

# `api.urls` is a (patterns, app name, namespace) triple; include() wants the first two apart.
urlpatterns, app_name, _ = api.urls
