"""The page: see, steer and improve systems in a browser; a face beside the command line."""

from autogenesis.preview import difference_of
from autogenesis.web._access import Door
from autogenesis.web._app import create_app
from autogenesis.web._forms import fields_of, values_of
from autogenesis.web._serve import Address, serve

__all__ = ["Address", "Door", "create_app", "difference_of", "fields_of", "serve", "values_of"]
