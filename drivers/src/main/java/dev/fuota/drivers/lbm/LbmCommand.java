package dev.fuota.drivers.lbm;

/**
 * The commands of {@code hw_modem} that are used here, with their codes. Integers are big-endian.
 */
enum LbmCommand {
  /** Region u8. */
  SET_REGION(0x01),
  /** Not every build has it, as the other two that read settings. */
  GET_REGION(0x02),
  JOIN(0x03),
  /** FPort u8, confirmed u8, payload. */
  REQUEST_UPLINK(0x04),
  /** Answer: type u8, missed u8, and what belongs to the type. */
  GET_EVENT(0x05),
  /** Answer: how many more wait u8, length u8, payload. */
  GET_DOWNLINK_DATA(0x06),
  /**
   * Answer, of the downlink that was fetched last: stack u8, RSSI + 64 u8, SNR u8 (0.25 dB), window
   * u8, FPort u8, FPending u8, frequency u32, data rate u8.
   */
  GET_DOWNLINK_METADATA(0x07),
  GET_JOIN_EUI(0x08),
  SET_JOIN_EUI(0x09),
  GET_DEV_EUI(0x0A),
  SET_DEV_EUI(0x0B),
  /** The root key of a device of LoRaWAN 1.0. */
  SET_NWK_KEY(0x0C),
  GET_VERSION(0x10),
  LEAVE(0x15),
  /** Answer: octets u8. */
  GET_NEXT_TX_MAX_PAYLOAD(0x19),
  /** Answer: milliseconds i32; negative: how long nothing may be sent. */
  GET_DUTY_CYCLE_STATUS(0x1A),
  /** Profile u8, and for the custom one 16 data rates. */
  SET_ADR_PROFILE(0x1D),
  /** Class u8. */
  SET_CLASS(0x2A),
  /** Group u8, address u32, McNwkSKey 16, McAppSKey 16. */
  SET_GROUP(0x2D),
  /** Group u8, frequency u32, data rate u8. */
  START_CLASS_C(0x2F),
  /** Group u8; answer: started u8, frequency u32, data rate u8. */
  GET_CLASS_C_STATUS(0x30),
  STOP_ALL_CLASS_C(0x32),
  /** Group u8, frequency u32, data rate u8, periodicity u8. */
  START_CLASS_B(0x33),
  STOP_ALL_CLASS_B(0x36),
  /** Mask u8. */
  LORAWAN_MAC_REQUEST(0x3B),
  /** Answer: GPS second u32, fraction u32. */
  GET_LORAWAN_TIME(0x3C),
  /** Answer: flags. */
  GET_STATUS(0x58);

  private final int code;

  LbmCommand(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether it does no harm to give it again when its answer was lost. */
  boolean isRepeatable() {
    return this != REQUEST_UPLINK && this != GET_EVENT && this != GET_DOWNLINK_DATA;
  }
}
