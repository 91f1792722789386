"""Reading of workbooks: the archive is checked first, then parsed in a bounded child process."""
