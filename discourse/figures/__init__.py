"""Pictures of tables, fit for print."""
