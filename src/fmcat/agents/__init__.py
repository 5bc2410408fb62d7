"""The catalog for agents: an MCP server that answers with the JSON of the commands."""
