package dev.fuota.server.chirpstack;

import java.util.Locale;

/** The status codes of gRPC that matter here ("Status codes and their use in gRPC"). */
final class GrpcStatus {
  static final int DEADLINE_EXCEEDED = 4;
  static final int NOT_FOUND = 5;
  static final int ALREADY_EXISTS = 6;
  static final int PERMISSION_DENIED = 7;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int ABORTED = 10;
  static final int INTERNAL = 13;
  static final int UNAVAILABLE = 14;
  static final int UNAUTHENTICATED = 16;
  static final int MAX = 16;

  private GrpcStatus() {}

  /** Whether the same call may succeed later. */
  static boolean isPassing(int status) {
    return status == UNAVAILABLE
        || status == DEADLINE_EXCEEDED
        || status == RESOURCE_EXHAUSTED
        || status == ABORTED;
  }

  /** ChirpStack passes on what its database says, and that depends on the database. */
  static Trouble.Kind kind(int status, String message) {
    if (isAlreadyThere(status, message)) {
      return Trouble.Kind.ALREADY_THERE;
    }
    if (status == INTERNAL && message.toLowerCase(Locale.ROOT).contains("foreign key")) {
      return Trouble.Kind.NOT_FOUND;
    }
    return switch (status) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> Trouble.Kind.NOT_AUTHORISED;
      case NOT_FOUND -> Trouble.Kind.NOT_FOUND;
      default -> Trouble.Kind.REFUSED;
    };
  }

  private static boolean isAlreadyThere(int status, String message) {
    boolean isDoubled = message.contains("UNIQUE constraint") || message.contains("duplicate key");
    return status == ALREADY_EXISTS || (status == INTERNAL && isDoubled);
  }
}
