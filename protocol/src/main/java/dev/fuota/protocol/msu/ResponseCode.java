package dev.fuota.protocol.msu;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why Connect or Disconnect was refused (MSU, section 10, and decision 0021). Numbers that have no
 * name here are kept as they came.
 *
 * @param number 0 to 255; 0 is success
 */
public record ResponseCode(int number) { // MSU-058
  private static final Map<Integer, String> MEANINGS = new TreeMap<>();

  public static final ResponseCode GOOD = known(0, "no error");
  public static final ResponseCode IP = known(1, "the server address is not that of the sender");
  public static final ResponseCode WHITELIST_IP = known(2, "the server is not on the white list");
  public static final ResponseCode LOGIN_INFO = known(3, "user name or password");
  public static final ResponseCode FILE_NAME = known(4, "file name");
  public static final ResponseCode MAC = known(5, "MAC of the server");
  public static final ResponseCode HARDWARE_ID = known(6, "hardware id");
  public static final ResponseCode PRODUCT_ID = known(7, "product id");
  public static final ResponseCode MODEL_NAME = known(8, "model name");
  public static final ResponseCode VENDOR_ID = known(9, "vendor id");
  public static final ResponseCode PRODUCT_NAME = known(10, "product name");
  public static final ResponseCode FW_VERSION = known(11, "firmware version");
  public static final ResponseCode SW_VERSION = known(12, "software version");
  public static final ResponseCode AUTHENTICATION_LEVEL = known(13, "authentication level");
  public static final ResponseCode BUSY = known(14, "another server holds the client");
  public static final ResponseCode TRANSACTION_ID = known(15, "the transaction is over already");
  public static final ResponseCode STORAGE = known(16, "storage");
  public static final ResponseCode PROTOCOL_VERSION = known(17, "protocol version");
  public static final ResponseCode MALFORMED = known(18, "malformed");
  public static final ResponseCode LOCKOUT = known(19, "too many failed logins");
  public static final ResponseCode SECURITY = known(20, "security trailer or envelope");
  public static final ResponseCode NOT_READY = known(21, "not ready");
  public static final ResponseCode LOCAL_POLICY = known(22, "local policy");
  public static final ResponseCode DISCONNECT_IP =
      known(25, "disconnect: the server address is not that of the sender");
  public static final ResponseCode DISCONNECT_AUTHENTICATION_LEVEL =
      known(26, "disconnect: authentication level");
  public static final ResponseCode DISCONNECT_TRANSACTION_ID =
      known(27, "disconnect: another transaction");
  public static final ResponseCode DISCONNECT_TIMEOUT =
      known(28, "disconnect: the connection had timed out");

  public ResponseCode {
    Checks.octet("error subcode", number);
  }

  private static ResponseCode known(int number, String meaning) {
    MEANINGS.put(number, meaning);
    return new ResponseCode(number);
  }

  public boolean isGood() {
    return number == 0;
  }

  /** A few words for a person. */
  public String meaning() {
    return MEANINGS.getOrDefault(number, "not defined");
  }
}
