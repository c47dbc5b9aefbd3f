/** A page about something that goes on shows how far it is. */
setTimeout(() => location.reload(), 1500);
