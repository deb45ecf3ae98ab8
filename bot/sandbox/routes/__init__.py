"""The routes of the REST API, v10, by resource."""
