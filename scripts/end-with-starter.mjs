// Imported before a program that leads its own process group and has a channel to its starter: when the
// starter is gone, so is the reason to go on. The program may tidy up on SIGTERM.
process.on('disconnect', () => process.kill(-process.pid, 'SIGTERM'));
process.channel?.unref();
