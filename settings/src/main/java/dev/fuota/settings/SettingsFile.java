package dev.fuota.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into {@link Setting}s that know their lines and columns. */
public final class SettingsFile {
  private static final YAMLMapper MAPPER = new YAMLMapper();
  private static final int DEPTH_MAX = 32;

  private final String name;
  private final YAMLParser parser;

  private SettingsFile(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * Reads a document.
   *
   * @param name of the file, for messages
   * @throws SettingProblem if it is no YAML, or empty
   */
  public static Setting read(String name, String text) {
    try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
      SettingsFile file = new SettingsFile(name, parser);
      if (parser.nextToken() == null) {
        throw new SettingProblem(name, "the file is empty");
      }
      Setting root = file.value(0);
      if (parser.nextToken() != null) {
        throw new SettingProblem(file.place(), "a second document begins here; keep one of them");
      }
      return root;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      int line = at == null ? 1 : Math.max(1, at.getLineNr());
      int column = at == null ? 1 : Math.max(1, at.getColumnNr());
      String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
      throw new SettingProblem(
          name + ":" + line + ":" + column, "no YAML: " + message.lines().findFirst().orElse(""));
    }
  }

  private Setting value(int depth) {
    String place = place();
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw new SettingProblem(
          place, "anchors and aliases are not taken; write out what stands there");
    }
    if (depth > DEPTH_MAX) {
      throw new SettingProblem(place, "nested too deeply");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new Setting(place, map(depth));
    }
    if (token == JsonToken.START_ARRAY) {
      return new Setting(place, list(depth));
    }
    return new Setting(place, token == JsonToken.VALUE_NULL ? "" : parser.getString());
  }

  private String place() {
    TokenStreamLocation here = parser.currentTokenLocation();
    return name + ":" + here.getLineNr() + ":" + here.getColumnNr();
  }

  private Map<String, Setting> map(int depth) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String place = place();
      parser.nextToken();
      if (entries.put(key, value(depth + 1)) != null) {
        throw new SettingProblem(place, key + " is there twice; keep one of them");
      }
    }
    return entries;
  }

  private List<Setting> list(int depth) {
    List<Setting> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return items;
  }
}
