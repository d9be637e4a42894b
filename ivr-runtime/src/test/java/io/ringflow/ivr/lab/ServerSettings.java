package io.ringflow.ivr.lab;

import io.ringflow.ivr.config.ConfigReader;
import io.ringflow.ivr.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configuration of a server under test: loopback, free ports, prompts of the project, one application. */
public final class ServerSettings {

    private final Map<String, Object> keys = new HashMap<>();
    private final Map<String, Object> application = new HashMap<>();
    private final List<Map<String, ?>> others = new ArrayList<>();

    public ServerSettings(Path dataDir, URI application) {
        keys.put("data-dir", dataDir.toString());
        keys.put(
                "prompt-dirs",
                List.of(Path.of("../conf/prompts").toAbsolutePath().toString()));
        keys.put("sip.bind", "127.0.0.1");
        keys.put("sip.port", 0);
        keys.put("http.port", 0);
        this.application.put("name", "test");
        this.application.put("url", application.toString());
        this.application.put("numbers", List.of("*"));
    }

    /** Sets any key, as in the reference. */
    public ServerSettings with(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    /** Sets a key of the application. */
    public ServerSettings application(String key, Object value) {
        application.put(key, value);
        return this;
    }

    /** Adds an application that has no numbers and is never asked. */
    public ServerSettings another(String name) {
        others.add(Map.of("name", name, "url", "http://127.0.0.1:9/"));
        return this;
    }

    public ServerConfig config() {
        var all = new ArrayList<Map<String, ?>>(others);
        all.addFirst(application);
        keys.put("applications", all);
        return ConfigReader.read(null, keys);
    }
}
