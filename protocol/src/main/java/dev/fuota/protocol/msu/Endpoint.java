package dev.fuota.protocol.msu;

/**
 * Where datagrams go.
 *
 * @param port 1 to 65535
 */
public record Endpoint(Ipv4 address, int port) {
  public Endpoint {
    Checks.range("port", port, 1, 0xffff);
  }

  @Override
  public String toString() {
    return address + ":" + port;
  }
}
