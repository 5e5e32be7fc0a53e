package dev.fuota.monitor.guard;

import dev.fuota.protocol.codec.Bytes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The tokens that are known. */
public final class TokenBook {
  private final List<ApiToken> tokens;

  public TokenBook(List<ApiToken> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** Without tokens everybody on this machine may do everything. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** The role of who presents a token. Takes as long for a wrong one as for a right one. */
  public Optional<Role> role(String presented) {
    Bytes hash = ApiToken.hash(presented);
    Optional<Role> found = Optional.empty();
    for (ApiToken token : tokens) {
      if (MessageDigest.isEqual(hash.toArray(), token.sha256().toArray())) {
        found = Optional.of(token.role());
      }
    }
    return found;
  }
}
