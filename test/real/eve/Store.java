import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** The database of the Eve server: prints one JSON line {"url": …} and ends when its standard input ends. */
public class Store {
    public static void main(String[] arguments) throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", 0);
        System.out.println("{\"url\": \"mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "\"}");
        System.in.readAllBytes();
        System.exit(0);
    }
}
