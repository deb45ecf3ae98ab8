"""WHAT IS KEPT: tables, migrations, queries, one unit of work."""
