package dev.fuota.protocol.msu;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why an upgrade failed (decision 0021: MSU gives no numbers). Numbers that have no name here are
 * kept as they came: 22 to 127 are reserved, 128 to 254 belong to products.
 *
 * @param number 0 to 255
 */
public record StatusCode(int number) {
  private static final Map<Integer, String> MEANINGS = new TreeMap<>();

  public static final StatusCode NONE = known(0, "none");
  public static final StatusCode CRC_MISMATCH = known(1, "CRC mismatch");
  public static final StatusCode INCOMPLETE = known(2, "chunks were missing after the last round");
  public static final StatusCode TIMEOUT = known(3, "the server fell silent");
  public static final StatusCode ABORTED = known(4, "aborted");
  public static final StatusCode DISCONNECTED = known(5, "disconnected");
  public static final StatusCode STORAGE = known(6, "storage or quota");
  public static final StatusCode IO = known(7, "input or output error");
  public static final StatusCode SIGNATURE = known(8, "signature");
  public static final StatusCode HARDWARE = known(9, "made for other hardware");
  public static final StatusCode VERSION_POLICY = known(10, "version policy");
  public static final StatusCode BAD_PARAMETERS = known(11, "bad parameters");
  public static final StatusCode NAME_POLICY = known(12, "name or path policy");
  public static final StatusCode TOO_MANY_FILES = known(13, "too many files");
  public static final StatusCode LOCAL_STOP = known(14, "stopped locally");
  public static final StatusCode NOT_ADDRESSED = known(15, "another group is addressed");
  public static final StatusCode NO_TRANSACTION = known(16, "no transaction yet");
  public static final StatusCode JOIN_FAILED = known(17, "the multicast group could not be joined");
  public static final StatusCode ACTIVATION_FAILED = known(18, "activation failed");
  public static final StatusCode RESOURCES = known(19, "resources");
  public static final StatusCode SUPERSEDED = known(20, "superseded by a new cycle");
  public static final StatusCode BUSY = known(21, "busy");
  public static final StatusCode UNSPECIFIED = known(255, "unspecified");

  public StatusCode {
    Checks.octet("error code", number);
  }

  private static StatusCode known(int number, String meaning) {
    MEANINGS.put(number, meaning);
    return new StatusCode(number);
  }

  /** A few words for a person. */
  public String meaning() {
    return MEANINGS.getOrDefault(number, number < 128 ? "reserved" : "of this product");
  }
}
