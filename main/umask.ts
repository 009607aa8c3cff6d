// Whatever this process and its children create from here on is for this user alone: files 0600, folders 0700. It has no effect on Windows, where a
// profile is closed to other users anyway.
process.umask(0o077);
