package dev.fuota.cli.image;

import dev.fuota.protocol.delta.PatchFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a patch format that a person typed. */
final class PatchFormatName implements ITypeConverter<PatchFormat> {
  @Override
  public PatchFormat convert(String text) {
    return PatchFormat.parse(text.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is none of detools-none|crle|heatshrink|lzma|bz2,"
                        + " detools-inplace[-none|-crle|-heatshrink|-lzma|-bz2], bsdiff40,"
                        + " heatshrink-wWlL with W 4..15 and L 3..W-1"));
  }
}
