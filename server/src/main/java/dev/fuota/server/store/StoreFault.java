package dev.fuota.server.store;

/** The store does not work: nothing can go on without it. Its message is a sentence for people. */
public final class StoreFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreFault(String message) {
    super(message);
  }

  StoreFault(String message, Throwable cause) {
    super(message, cause);
  }
}
