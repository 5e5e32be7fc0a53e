package dev.fuota.monitor.api;

import dev.fuota.monitor.web.ErrorView;
import dev.fuota.monitor.web.Refusal;
import dev.fuota.server.service.Result;
import java.util.Optional;

/** Makes answers of what the service says. */
final class Results {
  private static final int UNPROCESSABLE = 422;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private Results() {}

  /**
   * The value of what was done.
   *
   * @throws Refusal if it was not
   */
  static <T> T value(Result<T> result) {
    if (result instanceof Result.Ok<T> ok) {
      return ok.value();
    }
    Result.Refused<T> refused = (Result.Refused<T>) result;
    throw new Refusal(
        status(refused.code()),
        new ErrorView(refused.code(), refused.sentence(), refused.problems(), refused.devices()));
  }

  /**
   * What is there.
   *
   * @throws Refusal if it is empty
   */
  static <T> T found(Optional<T> value, String what) {
    return value.orElseThrow(
        () -> new Refusal(NOT_FOUND, "NOT_FOUND", "there is no " + what + " of this name"));
  }

  /** All but these is a request that makes no sense now. */
  private static int status(String code) {
    return switch (code) {
      case "NO_CAMPAIGN", "NO_DEVICE", "NO_SET" -> NOT_FOUND;
      case "STORE_FAULT" -> UNAVAILABLE;
      default -> UNPROCESSABLE;
    };
  }
}
