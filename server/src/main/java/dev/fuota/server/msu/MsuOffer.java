package dev.fuota.server.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import java.util.Optional;

/**
 * What a server tells each client when it connects (MSU, section 10). Texts that are absent are not
 * checked by the client.
 *
 * @param mac of the server's interface (MSU-053)
 * @param login how the server proves who it is; there is no default (MSU-X42)
 */
public record MsuOffer(
    MacAddress mac,
    Login login,
    Optional<String> firmwareVersion,
    Optional<String> softwareVersion,
    Optional<String> hardwareId,
    Optional<String> productId,
    Optional<String> productName,
    Optional<String> modelName,
    Optional<String> vendorId) {

  /** No login, no version, no demands on the hardware. */
  public static MsuOffer of(MacAddress mac) {
    return new MsuOffer(
        mac,
        Login.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** User name and password as they go into the Connect of one transaction. */
  @FunctionalInterface
  public interface Login {
    Login NONE = (server, transactionId) -> Optional.empty();

    Optional<Credentials> credentials(Ipv4 server, int transactionId);

    /** In clear, as plain MSU has them (MSU-039). */
    static Login plain(Bytes username, Bytes password) {
      Optional<Credentials> same = Optional.of(new Credentials(username, password));
      return (server, transactionId) -> same;
    }
  }

  /** Raw octets, at most 127 each. */
  public record Credentials(Bytes username, Bytes password) {}
}
