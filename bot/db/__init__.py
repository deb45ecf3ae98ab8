"""WHERE IT IS KEPT: one SQLite file, one kind of transaction, migrations."""
