package dev.fuota.cli;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line: decimal, or hexadecimal as in {@code 0x200}. */
final class Numbers {
  private static final int HEX = 16;

  private Numbers() {}

  static void register(CommandLine line) {
    line.registerConverter(int.class, text -> Math.toIntExact(parse(text, Integer.MAX_VALUE)));
    line.registerConverter(Integer.class, text -> Math.toIntExact(parse(text, Integer.MAX_VALUE)));
    line.registerConverter(long.class, text -> parse(text, Long.MAX_VALUE));
    line.registerConverter(Long.class, text -> parse(text, Long.MAX_VALUE));
  }

  private static long parse(String text, long max) {
    try {
      long number =
          text.startsWith("0x") ? Long.parseLong(text.substring(2), HEX) : Long.parseLong(text);
      if (number <= max && number >= -max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no number");
    }
    throw new TypeConversionException("'" + text + "' is too large");
  }
}
