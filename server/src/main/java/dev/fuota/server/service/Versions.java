package dev.fuota.server.service;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FWversion of TS006 as people write it: major, minor, revision. */
final class Versions {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,5})");
  private static final int MAJOR_AT = 24;
  private static final int MINOR_AT = 16;
  private static final int U8_MAX = 0xff;
  private static final int U16_MAX = 0xffff;

  private Versions() {}

  /** Empty if the text is none. */
  static OptionalLong parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long major = Long.parseLong(matcher.group(1));
    long minor = Long.parseLong(matcher.group(2));
    long revision = Long.parseLong(matcher.group(3));
    return major <= U8_MAX && minor <= U8_MAX && revision <= U16_MAX
        ? OptionalLong.of(major << MAJOR_AT | minor << MINOR_AT | revision)
        : OptionalLong.empty();
  }
}
