package dev.fuota.monitor.guard;

/** The server cannot begin; the message is one sentence that says what to do. */
public final class MonitorFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MonitorFault(String sentence) {
    super(sentence);
  }
}
