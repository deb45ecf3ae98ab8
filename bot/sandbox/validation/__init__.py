"""Request validation: what Discord refuses in a body, beyond its OpenAPI file."""
