"""Hashed and compressed static files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, which also rewrites the imports of our ES modules (off by default in Django)."""

    support_js_module_import_aggregation = True
    manifest_strict = True
