"""The store on a server (サーバーの記録簿): the framework's PostgreSQL, awaited in a restart."""
