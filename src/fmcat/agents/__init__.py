"""The catalog for agents: an MCP server that answers with the JSON the commands write."""
