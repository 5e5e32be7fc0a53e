package dev.fuota.server.store;

import dev.fuota.server.port.SessionStore;

/** Forgets everything with the process, as a simulation does. */
public final class MemoryStore implements SessionStore {}
