package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.msu.MsuTexts;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;

/** Addresses on the command line. */
final class MsuAddress {
  private MsuAddress() {}

  /** An IPv4 address as {@code 192.0.2.1}. */
  static Ipv4 of(String option, String given) {
    return Ipv4.parse(given)
        .orElseThrow(() -> problem(option, given, "an IPv4 address as 192.0.2.1"));
  }

  /** A MAC address as {@code 02:00:00:00:00:01}. */
  static MacAddress mac(String option, String given) {
    return MacAddress.parse(given)
        .orElseThrow(() -> problem(option, given, "a MAC address as 02:00:00:00:00:01"));
  }

  /**
   * A multicast group with a port, as {@code 239.254.1.2:15567}.
   *
   * @param port if none is given
   */
  static Endpoint group(String option, String given, int port) {
    return MsuTexts.group(given, port)
        .orElseThrow(
            () -> problem(option, given, "a group from 224.0.1.0 up, with a port if need be"));
  }

  private static InputProblem problem(String option, String given, String wanted) {
    return new InputProblem("BAD_ADDRESS", option + " wants " + wanted + ", not " + given);
  }
}
