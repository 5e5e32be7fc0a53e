package dev.fuota.protocol.msu;

/** Why a datagram is no message; the names are those of the known answers, and are counted. */
public enum RejectReason {
  OVERSIZE("longer than a datagram may be"),
  TRUNCATED("shorter than the message"),
  TRAILING_BYTES("longer than the message"),
  UNKNOWN_OPCODE("no such opcode"),
  UNKNOWN_SUBCODE("the opcode has no such subcode"),
  BAD_PROTOCOL_VERSION("not of protocol version 1"),
  BAD_BOOLEAN("neither 0 nor 1"),
  BAD_ERROR_PAIR("error and reason contradict each other"),
  BAD_ADDRESS("no address in 40 characters"),
  BAD_RANGE("no range of addresses"),
  BAD_MULTICAST("no multicast group that may be used"),
  BAD_PORT("no port"),
  BAD_GROUP_ID("no group number"),
  BAD_FILE_NUMBER("no file number"),
  WRONG_FILE_NUMBER("not the file in progress"),
  BAD_FILE_SIZE("a file of no octets"),
  FILE_TOO_LARGE("larger than this device takes"),
  BAD_SEQUENCE_LIMIT("not 1 to 32 sequences a chunk"),
  SEQUENCE_LIMIT_ABOVE_DEVICE("more sequences a chunk than this device takes"),
  BAD_SEQUENCE_SIZE("no size of a sequence that fits"),
  CHUNK_COUNT_MISMATCH("not the number of chunks that size and limits give"),
  BAD_TRANSACTION_ID("no transaction id"),
  BAD_CHUNK_NUMBER("the file has no such chunk"),
  BAD_SEQUENCE_NUMBER("the chunk has no such sequence"),
  DATA_LENGTH_MISMATCH("not as many octets as belong there"),
  SCM_EMPTY("a complaint about nothing"),
  SCM_COUNT_MISMATCH("the count is not that of the bits"),
  SCM_BITMAP_RANGE("bits beyond the chunk"),
  CCM_EMPTY("a complaint about nothing"),
  CCM_COUNT_MISMATCH("the count is not that of the octets"),
  BAD_STATUS("no status"),
  BAD_DEVICE_PARAM("device parameters that have not 10 octets"),
  LENGTH_FLAG_CONFLICT("a length of something that is not there"),
  LENGTH_OVERRUN("a string that leaves the datagram"),
  BAD_STRING("not printable ASCII"),
  BAD_FILE_NAME("no file name that may be used"),
  BAD_PATH("no path that may be used"),
  NOT_LOCAL("a local command from the network");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  /** A few words for a person. */
  public String meaning() {
    return meaning;
  }
}
