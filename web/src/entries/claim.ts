// The pages of claims: style alone; the tree of voices is the server's.
import "../claim/claim.css";
