package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Command;
import java.util.List;

/**
 * A command of a payload.
 *
 * @param packageId to which it belongs
 * @param name in the specification of its version
 * @param offset of its first octet: of the package id octet, where there is one
 * @param length octets from there on
 * @param fields all that was read, the CID first
 * @param remarks what follows from the whole of it, a sentence each
 */
public record ExplainedCommand(
    int packageId,
    String name,
    int offset,
    int length,
    Command command,
    List<ExplainedField> fields,
    List<String> remarks) {
  public ExplainedCommand {
    fields = List.copyOf(fields);
    remarks = List.copyOf(remarks);
  }
}
