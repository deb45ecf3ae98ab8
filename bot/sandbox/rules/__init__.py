"""What Discord refuses in a body, by hand where its OpenAPI file is silent."""
