"""autogenesis."""
