package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM text (RFC 7468). Text around the blocks is ignored, as everywhere. */
final class Pem {
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

  /** One block: the label of its first line, and what its base 64 holds. */
  record Block(String label, Bytes der) {}

  private Pem() {}

  /** All blocks of {@code text}, at least one. */
  static Decoded<List<Block>> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int from = 0;
    while (begin.find(from)) {
      String label = begin.group(1);
      String endLine = "-----END " + label + "-----";
      int end = text.indexOf(endLine, begin.end());
      if (end < 0) {
        return Decoded.badValue("PEM", "the block " + label + " does not end");
      }
      try {
        String base64 = text.substring(begin.end(), end).replaceAll("\\s", "");
        blocks.add(new Block(label, Bytes.of(Base64.getDecoder().decode(base64))));
      } catch (IllegalArgumentException e) {
        return Decoded.badValue("PEM", "the block " + label + " is not base 64");
      }
      from = end + endLine.length();
    }
    return blocks.isEmpty()
        ? Decoded.badValue("PEM", "there is no PEM block")
        : Decoded.ok(List.copyOf(blocks));
  }
}
