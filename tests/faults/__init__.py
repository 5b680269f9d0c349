"""Bad days, made on purpose: what may happen to a network, a database, a disk and a process, and who watches."""
