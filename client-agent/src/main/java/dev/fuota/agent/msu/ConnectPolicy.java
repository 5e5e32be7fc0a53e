package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.ResponseCode;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether a Connect is accepted: the checks in their order, the first that fails decides (MSU-038
 * to MSU-046; decision 0021, D-36). Whoever guesses credentials is locked out (MSU-X26).
 */
final class ConnectPolicy {
  private static final int CONNECTS_A_SECOND = 10;
  private static final int ERRORS_A_SECOND = 2;
  private static final int FAILURES_MAX = 5;
  private static final long SECOND_MS = 1000;
  private static final long MINUTE_MS = 60_000;

  /** The outcome: an answer, or none. */
  record Verdict(Optional<ResponseCode> answer) {
    static final Verdict SILENT = new Verdict(Optional.empty());

    boolean isAccepted() {
      return answer.filter(ResponseCode::isGood).isPresent();
    }
  }

  /** What the state of the client has to say. */
  record Circumstances(Optional<Ipv4> heldBy, Predicate<Integer> isFinished) {}

  private final MsuContext context;
  private final RateLimit connects = new RateLimit(CONNECTS_A_SECOND, SECOND_MS);
  private final RateLimit errors = new RateLimit(ERRORS_A_SECOND, SECOND_MS);
  private final RateLimit failures = new RateLimit(FAILURES_MAX, MINUTE_MS);
  private final RateLimit lockouts = new RateLimit(1, MINUTE_MS);

  ConnectPolicy(MsuContext context) {
    this.context = context;
  }

  Verdict judge(ConnectRequest request, Ipv4 source, boolean secure, Circumstances now) {
    long ms = context.now();
    int key = source.bits();
    if (!connects.allows(key, ms) || lockouts.isFull(key, ms)) {
      return Verdict.SILENT;
    }
    if (failures.isFull(key, ms)) {
      lockouts.allows(key, ms);
      failures.forget(key);
      return new Verdict(Optional.of(ResponseCode.LOCKOUT));
    }
    ResponseCode code = secure ? check(request, source, now) : ResponseCode.SECURITY;
    if (code.equals(ResponseCode.LOGIN_INFO) || code.equals(ResponseCode.MAC)) {
      failures.allows(key, ms);
    }
    return code.isGood() || errors.allows(key, ms)
        ? new Verdict(Optional.of(code))
        : Verdict.SILENT;
  }

  private ResponseCode check(ConnectRequest request, Ipv4 source, Circumstances now) {
    Access access = context.config().access;
    if (access == null) {
      return ResponseCode.NOT_READY;
    }
    if (!access.isRead(source)) {
      return ResponseCode.WHITELIST_IP; // MSU-040
    }
    if (!request.serverIp().equals(source)) {
      return ResponseCode.IP;
    }
    if (access.level() >= Access.MAC && !hasMac(access, request, source)) {
      return ResponseCode.MAC; // MSU-044
    }
    if (access.needsLogin() && !knowsLogin(access, request, source)) {
      return ResponseCode.LOGIN_INFO; // MSU-039
    }
    if (now.heldBy().filter(server -> !server.equals(source)).isPresent()) {
      return ResponseCode.BUSY; // MSU-X28
    }
    return checkImage(request, now);
  }

  private static boolean hasMac(Access access, ConnectRequest request, Ipv4 source) {
    return access.servers().getOrDefault(source, Optional.empty()).stream()
        .anyMatch(request.mac()::equals);
  }

  private boolean knowsLogin(Access access, ConnectRequest request, Ipv4 source) {
    MsuSecurity security = context.config().security;
    Bytes password = request.password().orElse(Bytes.EMPTY);
    Bytes username = request.username().orElse(Bytes.EMPTY);
    boolean given = request.password().isPresent() && request.username().isPresent();
    if (security != null && given) {
      return security.knowsLogin(access, username, password, source, request.transactionId());
    }
    // Both are compared whatever the first says: the time tells nothing.
    boolean sameUser = same(access.username(), username);
    boolean samePassword = same(access.password(), password);
    return given && sameUser && samePassword;
  }

  static boolean same(Bytes configured, Bytes given) {
    return MessageDigest.isEqual(configured.toArray(), given.toArray());
  }

  private ResponseCode checkImage(ConnectRequest request, Circumstances now) { // MSU-045
    DeviceIdentity own = context.config().identity;
    DeviceIdentity wanted = request.hardware();
    List<Check> checks =
        List.of(
            new Check(wanted.hardwareId(), own.hardwareId(), ResponseCode.HARDWARE_ID),
            new Check(wanted.productId(), own.productId(), ResponseCode.PRODUCT_ID),
            new Check(wanted.modelName(), own.modelName(), ResponseCode.MODEL_NAME),
            new Check(wanted.vendorId(), own.vendorId(), ResponseCode.VENDOR_ID),
            new Check(wanted.productName(), own.productName(), ResponseCode.PRODUCT_NAME));
    for (Check check : checks) {
      if (check.wanted.isPresent() && !check.wanted.equals(check.own)) {
        return check.code;
      }
    }
    Pattern pattern = context.config().filePattern;
    if (pattern != null && !request.fileName().map(pattern.asMatchPredicate()::test).orElse(true)) {
      return ResponseCode.FILE_NAME;
    }
    return now.isFinished().test(request.transactionId())
        ? ResponseCode.TRANSACTION_ID // MSU-X25
        : ResponseCode.GOOD;
  }

  private record Check(Optional<String> wanted, Optional<String> own, ResponseCode code) {}
}
