package dev.fuota.server.port;

/** Keeps what a network server must not forget. */
public interface SessionStore {}
