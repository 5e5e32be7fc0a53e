package dev.fuota.server.msu;

/** What one client has asked for in the window that is open. */
final class WindowShare {
  private int bitmap;
  private int messages;

  int bitmap() {
    return bitmap;
  }

  void ask(int newer) {
    bitmap = newer;
  }

  /** Counts a message; false if that is one too many. */
  boolean allows(int messagesMax) {
    messages++;
    return messages <= messagesMax;
  }
}
