"""`akashi bench` (測定): the hot jobs, on a scratch store beside the configured one."""
