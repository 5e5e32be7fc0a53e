package dev.fuota.server.msu;

/** A file to send could not be read. */
public final class FileContentFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FileContentFault(String message, Throwable cause) {
    super(message, cause);
  }
}
