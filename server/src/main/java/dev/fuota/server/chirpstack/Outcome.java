package dev.fuota.server.chirpstack;

/** What came of a call, with all its tries. */
sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(Trouble trouble) implements Outcome<T> {}
}
