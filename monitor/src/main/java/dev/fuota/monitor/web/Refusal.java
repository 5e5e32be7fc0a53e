package dev.fuota.monitor.web;

/** A request is answered with an error; never leaves this module. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ErrorView error;

  public Refusal(int status, ErrorView error) {
    super(error.sentence(), null, false, false);
    this.status = status;
    this.error = error;
  }

  public Refusal(int status, String code, String sentence) {
    this(status, ErrorView.of(code, sentence));
  }

  public int status() {
    return status;
  }

  public ErrorView error() {
    return error;
  }
}
