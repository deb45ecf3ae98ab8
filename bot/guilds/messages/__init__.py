"""Values to Discord messages and forms."""
