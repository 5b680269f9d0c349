ALTER ROLE "pemuat" LOGIN CONNECTION LIMIT 8
ALTER ROLE "pemuat" PASSWORD 'SCRAM-SHA-256'
ALTER ROLE "pemuat" SET temp_file_limit = '256MB'
ALTER ROLE "penampil" IN DATABASE "basisdata" RESET ALL
ALTER ROLE "penampil" LOGIN CONNECTION LIMIT 20
ALTER ROLE "penampil" PASSWORD 'SCRAM-SHA-256'
ALTER ROLE "penampil" SET default_transaction_read_only = 'on'
ALTER ROLE "penampil" SET idle_in_transaction_session_timeout = '15s'
ALTER ROLE "penampil" SET statement_timeout = '5s'
ALTER ROLE "penampil" SET temp_file_limit = '256MB'
COPY "batas" ("muatan_id", "kabupaten_kode", "kecamatan_kode", "geojson") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("kecamatan_kode", "geojson"))
COPY "kepesertaan" ("muatan_id", "kabupaten_kode", "bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", "aktif_orang", "baris") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", "aktif_orang", "baris"))
COPY "kepesertaan" ("muatan_id", "kabupaten_kode", "kecamatan_kode", "segmen_kode", "baris", "bulan", "pembayar_kode", "aktif_orang") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("kecamatan_kode", "segmen_kode", "baris", "bulan", "pembayar_kode", "aktif_orang"))
COPY "klaim" ("muatan_id", "kabupaten_kode", "bulan", "kecamatan_kode", "program_kode", "lingkup", "kasus", "dibayarkan_rp", "potensi_beasiswa_rp", "baris") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("bulan", "kecamatan_kode", "program_kode", "lingkup", "kasus", "dibayarkan_rp", "potensi_beasiswa_rp", "baris"))
COPY "semesta" ("muatan_id", "kabupaten_kode", "basis_kode", "tanggal", "kecamatan_kode", "segmen_kode", "semesta_orang", "baris") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("basis_kode", "tanggal", "kecamatan_kode", "segmen_kode", "semesta_orang", "baris"))
COPY "semesta" ("muatan_id", "kabupaten_kode", "kecamatan_kode", "segmen_kode", "baris", "basis_kode", "tanggal", "semesta_orang") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("kecamatan_kode", "segmen_kode", "baris", "basis_kode", "tanggal", "semesta_orang"))
COPY "target" ("muatan_id", "kabupaten_kode", "tahun", "kecamatan_kode", "basis_kode", "target_pct", "sumber", "baris") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("tahun", "kecamatan_kode", "basis_kode", "target_pct", "sumber", "baris"))
COPY "tindak_lanjut" ("muatan_id", "kabupaten_kode", "tahun", "opd", "tindakan") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("tahun", "opd", "tindakan"))
COPY "tindak_lanjut" ("muatan_id", "kabupaten_kode", "tahun", "opd", "tindakan", "kuota_orang") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("tahun", "opd", "tindakan", "kuota_orang"))
COPY "tindak_lanjut" ("muatan_id", "kabupaten_kode", "tahun", "opd", "tindakan", "kuota_orang", "kelompok", "tenggat", "baris") FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ("tahun", "opd", "tindakan", "kuota_orang", "kelompok", "tenggat", "baris"))
CREATE POLICY bantuan_iuran_baca ON bantuan_iuran FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY bantuan_iuran_tulis ON bantuan_iuran USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY basis_baca ON basis FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY basis_tulis ON basis USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY batas_baca ON batas FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY batas_tulis ON batas USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY desa_baca ON desa FOR SELECT USING (kecamatan_kode IN (SELECT k.kode FROM kecamatan k WHERE k.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user)))
CREATE POLICY desa_tulis ON desa USING (kecamatan_kode IN (SELECT k.kode FROM kecamatan k WHERE k.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))) WITH CHECK (kecamatan_kode IN (SELECT k.kode FROM kecamatan k WHERE k.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')))
CREATE POLICY ekosistem_baca ON ekosistem FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY ekosistem_tulis ON ekosistem USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY kabupaten_baca ON kabupaten FOR SELECT USING (kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY kabupaten_tulis ON kabupaten USING (kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY kecamatan_baca ON kecamatan FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY kecamatan_tulis ON kecamatan USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY kepesertaan_baca ON kepesertaan FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY kepesertaan_tulis ON kepesertaan USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY klaim_baca ON klaim FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY klaim_tulis ON klaim USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY muatan_baca ON muatan FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY muatan_periode_baca ON muatan_periode FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY muatan_periode_tulis ON muatan_periode USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY muatan_total_baca ON muatan_total FOR SELECT USING (muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user)))
CREATE POLICY muatan_total_tulis ON muatan_total USING (muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))) WITH CHECK (muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')))
CREATE POLICY muatan_tulis ON muatan USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY peran_baca ON peran FOR SELECT USING (nama = current_user)
CREATE POLICY peran_tulis ON peran USING (nama = current_user) WITH CHECK (nama = current_user)
CREATE POLICY riwayat_baca ON riwayat FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY riwayat_muatan_baca ON riwayat_muatan FOR SELECT USING (riwayat_id IN (SELECT r.id FROM riwayat r WHERE r.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user)) AND muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user)))
CREATE POLICY riwayat_muatan_tulis ON riwayat_muatan USING (riwayat_id IN (SELECT r.id FROM riwayat r WHERE r.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) AND muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))) WITH CHECK (riwayat_id IN (SELECT r.id FROM riwayat r WHERE r.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) AND muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')))
CREATE POLICY riwayat_tulis ON riwayat USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY semesta_baca ON semesta FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY semesta_tulis ON semesta USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY target_baca ON target FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY target_tulis ON target USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY tautan_baca ON tautan FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY tautan_tulis ON tautan USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY tindak_lanjut_baca ON tindak_lanjut FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY tindak_lanjut_tulis ON tindak_lanjut USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE POLICY tindak_lanjut_ubah_baca ON tindak_lanjut_ubah FOR SELECT USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user))
CREATE POLICY tindak_lanjut_ubah_tulis ON tindak_lanjut_ubah USING (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')) WITH CHECK (kabupaten_kode = (SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat'))
CREATE ROLE "pemuat" LOGIN
CREATE ROLE "penampil" LOGIN
DELETE FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian <> ''
DELETE FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian = ''
DROP POLICY bantuan_iuran_baca ON bantuan_iuran
DROP POLICY bantuan_iuran_tulis ON bantuan_iuran
DROP POLICY basis_baca ON basis
DROP POLICY basis_tulis ON basis
DROP POLICY batas_baca ON batas
DROP POLICY batas_tulis ON batas
DROP POLICY desa_baca ON desa
DROP POLICY desa_tulis ON desa
DROP POLICY ekosistem_baca ON ekosistem
DROP POLICY ekosistem_tulis ON ekosistem
DROP POLICY kabupaten_baca ON kabupaten
DROP POLICY kabupaten_tulis ON kabupaten
DROP POLICY kecamatan_baca ON kecamatan
DROP POLICY kecamatan_tulis ON kecamatan
DROP POLICY kepesertaan_baca ON kepesertaan
DROP POLICY kepesertaan_tulis ON kepesertaan
DROP POLICY klaim_baca ON klaim
DROP POLICY klaim_tulis ON klaim
DROP POLICY muatan_baca ON muatan
DROP POLICY muatan_periode_baca ON muatan_periode
DROP POLICY muatan_periode_tulis ON muatan_periode
DROP POLICY muatan_total_baca ON muatan_total
DROP POLICY muatan_total_tulis ON muatan_total
DROP POLICY muatan_tulis ON muatan
DROP POLICY peran_baca ON peran
DROP POLICY peran_tulis ON peran
DROP POLICY riwayat_baca ON riwayat
DROP POLICY riwayat_muatan_baca ON riwayat_muatan
DROP POLICY riwayat_muatan_tulis ON riwayat_muatan
DROP POLICY riwayat_tulis ON riwayat
DROP POLICY semesta_baca ON semesta
DROP POLICY semesta_tulis ON semesta
DROP POLICY target_baca ON target
DROP POLICY target_tulis ON target
DROP POLICY tautan_baca ON tautan
DROP POLICY tautan_tulis ON tautan
DROP POLICY tindak_lanjut_baca ON tindak_lanjut
DROP POLICY tindak_lanjut_tulis ON tindak_lanjut
DROP POLICY tindak_lanjut_ubah_baca ON tindak_lanjut_ubah
DROP POLICY tindak_lanjut_ubah_tulis ON tindak_lanjut_ubah
GRANT "pemuat" TO "pemilik"
GRANT "pemuat" TO "pemilik" WITH ADMIN OPTION
GRANT "penampil" TO "pemilik"
GRANT "penampil" TO "pemilik" WITH ADMIN OPTION
GRANT CONNECT ON DATABASE "basisdata" TO "pemuat"
GRANT CONNECT ON DATABASE "basisdata" TO "penampil"
GRANT CREATE, USAGE ON SCHEMA public TO "pemilik"
GRANT EXECUTE ON FUNCTION fungsi(...) TO "pemilik" WITH GRANT OPTION
GRANT EXECUTE ON FUNCTION fungsi(...) TO "pemuat"
GRANT INSERT ON "bantuan_iuran" TO "pemuat"
GRANT INSERT ON "batas" TO "pemuat"
GRANT INSERT ON "ekosistem" TO "pemuat"
GRANT INSERT ON "kepesertaan" TO "pemuat"
GRANT INSERT ON "klaim" TO "pemuat"
GRANT INSERT ON "muatan" TO "pemuat"
GRANT INSERT ON "muatan_periode" TO "pemuat"
GRANT INSERT ON "muatan_total" TO "pemuat"
GRANT INSERT ON "riwayat" TO "pemuat"
GRANT INSERT ON "riwayat_muatan" TO "pemuat"
GRANT INSERT ON "semesta" TO "pemuat"
GRANT INSERT ON "target" TO "pemuat"
GRANT INSERT ON "tautan" TO "pemuat"
GRANT INSERT ON "tindak_lanjut" TO "pemuat"
GRANT INSERT ON "tindak_lanjut_ubah" TO "pemuat"
GRANT SELECT ON "bantuan_iuran" TO "pemuat"
GRANT SELECT ON "bantuan_iuran" TO "penampil"
GRANT SELECT ON "basis" TO "pemuat"
GRANT SELECT ON "basis" TO "penampil"
GRANT SELECT ON "batas" TO "pemuat"
GRANT SELECT ON "batas" TO "penampil"
GRANT SELECT ON "desa" TO "pemuat"
GRANT SELECT ON "desa" TO "penampil"
GRANT SELECT ON "ekosistem" TO "pemuat"
GRANT SELECT ON "ekosistem" TO "penampil"
GRANT SELECT ON "iuran" TO "pemuat"
GRANT SELECT ON "iuran" TO "penampil"
GRANT SELECT ON "kabupaten" TO "pemuat"
GRANT SELECT ON "kabupaten" TO "penampil"
GRANT SELECT ON "kecamatan" TO "pemuat"
GRANT SELECT ON "kecamatan" TO "penampil"
GRANT SELECT ON "kepesertaan" TO "pemuat"
GRANT SELECT ON "kepesertaan" TO "penampil"
GRANT SELECT ON "klaim" TO "pemuat"
GRANT SELECT ON "klaim" TO "penampil"
GRANT SELECT ON "muatan" TO "pemuat"
GRANT SELECT ON "muatan" TO "penampil"
GRANT SELECT ON "muatan_periode" TO "pemuat"
GRANT SELECT ON "muatan_periode" TO "penampil"
GRANT SELECT ON "muatan_total" TO "pemuat"
GRANT SELECT ON "muatan_total" TO "penampil"
GRANT SELECT ON "pembayar" TO "pemuat"
GRANT SELECT ON "pembayar" TO "penampil"
GRANT SELECT ON "peran" TO "pemuat"
GRANT SELECT ON "peran" TO "penampil"
GRANT SELECT ON "program" TO "pemuat"
GRANT SELECT ON "program" TO "penampil"
GRANT SELECT ON "riwayat" TO "pemuat"
GRANT SELECT ON "riwayat" TO "penampil"
GRANT SELECT ON "riwayat_muatan" TO "pemuat"
GRANT SELECT ON "riwayat_muatan" TO "penampil"
GRANT SELECT ON "segmen" TO "pemuat"
GRANT SELECT ON "segmen" TO "penampil"
GRANT SELECT ON "semesta" TO "pemuat"
GRANT SELECT ON "semesta" TO "penampil"
GRANT SELECT ON "target" TO "pemuat"
GRANT SELECT ON "target" TO "penampil"
GRANT SELECT ON "tautan" TO "pemuat"
GRANT SELECT ON "tautan" TO "penampil"
GRANT SELECT ON "tindak_lanjut" TO "pemuat"
GRANT SELECT ON "tindak_lanjut" TO "penampil"
GRANT SELECT ON "tindak_lanjut_ubah" TO "pemuat"
GRANT SELECT ON "tindak_lanjut_ubah" TO "penampil"
GRANT UPDATE (berlaku) ON "muatan_periode" TO "pemuat"
GRANT UPDATE (dicabut) ON "tautan" TO "pemuat"
GRANT UPDATE (keadaan, selesai) ON "riwayat" TO "pemuat"
GRANT UPDATE (status) ON "muatan" TO "pemuat"
GRANT USAGE ON SCHEMA public TO "pemuat"
GRANT USAGE ON SCHEMA public TO "penampil"
GRANT USAGE ON SEQUENCE public.bantuan_iuran_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.ekosistem_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.muatan_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.riwayat_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.semesta_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.target_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.tautan_id_seq TO "pemuat"
GRANT USAGE ON SEQUENCE public.tindak_lanjut_id_seq TO "pemuat"
INSERT INTO bantuan_iuran (muatan_id, kabupaten_kode, pembayar_kode, kecamatan_kode, segmen_kode, kelompok, jumlah_orang, mulai, sampai, sk) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(kelompok)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(mulai)s::DATE, %(sampai)s::DATE, %(sk)s::VARCHAR)
INSERT INTO bantuan_iuran (muatan_id, kabupaten_kode, pembayar_kode, kecamatan_kode, segmen_kode, kelompok, jumlah_orang, mulai, sampai, sk, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(kelompok)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(mulai)s::DATE, %(sampai)s::DATE, %(sk)s::VARCHAR, %(baris)s::INTEGER)
INSERT INTO bantuan_iuran (muatan_id, kabupaten_kode, pembayar_kode, kecamatan_kode, segmen_kode, kelompok, jumlah_orang, mulai, sampai, sk, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(kelompok)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(mulai)s::DATE, %(sampai)s::DATE, %(sk)s::VARCHAR, %(baris)s::INTEGER) RETURNING bantuan_iuran.id
INSERT INTO basis (kabupaten_kode, kode, nama, penjelasan, sumber, is_default, urutan) VALUES (%(kabupaten_kode)s::VARCHAR, %(kode)s::VARCHAR, %(nama)s::VARCHAR, %(penjelasan)s::VARCHAR, %(sumber)s::VARCHAR, %(is_default)s, %(urutan)s::INTEGER)
INSERT INTO batas (muatan_id, kecamatan_kode, kabupaten_kode, geojson) VALUES (%(muatan_id)s::INTEGER, %(kecamatan_kode)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(geojson)s::VARCHAR)
INSERT INTO desa (kode, kecamatan_kode, nama, jenis) VALUES (%(kode)s::VARCHAR, %(kecamatan_kode)s::VARCHAR, %(nama)s::VARCHAR, %(jenis)s::VARCHAR)
INSERT INTO ekosistem (muatan_id, kabupaten_kode, bulan, kelompok, opd, desa_kode, jumlah_orang, terdaftar_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(bulan)s::DATE, %(kelompok)s::VARCHAR, %(opd)s::VARCHAR, %(desa_kode)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(terdaftar_orang)s::BIGINT)
INSERT INTO ekosistem (muatan_id, kabupaten_kode, bulan, kelompok, opd, desa_kode, jumlah_orang, terdaftar_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(bulan)s::DATE, %(kelompok)s::VARCHAR, %(opd)s::VARCHAR, %(desa_kode)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(terdaftar_orang)s::BIGINT) RETURNING ekosistem.id
INSERT INTO ekosistem (muatan_id, kabupaten_kode, bulan, kelompok, opd, desa_kode, jumlah_orang, terdaftar_orang, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(bulan)s::DATE, %(kelompok)s::VARCHAR, %(opd)s::VARCHAR, %(desa_kode)s::VARCHAR, %(jumlah_orang)s::BIGINT, %(terdaftar_orang)s::BIGINT, %(baris)s::INTEGER) RETURNING ekosistem.id
INSERT INTO iuran (segmen_kode, pembayar_kode, kelompok, berlaku_mulai, berlaku_sampai, iuran_rp, upah_pct, aturan) VALUES (%(segmen_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kelompok)s::VARCHAR, %(berlaku_mulai)s::DATE, %(berlaku_sampai)s::DATE, %(iuran_rp)s::BIGINT, %(upah_pct)s, %(aturan)s::VARCHAR)
INSERT INTO kabupaten (kode, nama) VALUES (%(kode)s::VARCHAR, %(nama)s::VARCHAR)
INSERT INTO kecamatan (kode, kabupaten_kode, nama, petak_baris, petak_kolom) VALUES (%(kode)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(nama)s::VARCHAR, %(petak_baris)s::INTEGER, %(petak_kolom)s::INTEGER)
INSERT INTO kepesertaan (muatan_id, bulan, kecamatan_kode, segmen_kode, pembayar_kode, kabupaten_kode, aktif_orang, berakhir_pada) VALUES (%(muatan_id)s::INTEGER, %(bulan)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(aktif_orang)s::BIGINT, %(berakhir_pada)s::DATE)
INSERT INTO kepesertaan (muatan_id, bulan, kecamatan_kode, segmen_kode, pembayar_kode, kabupaten_kode, aktif_orang, berakhir_pada, baris) VALUES (%(muatan_id)s::INTEGER, %(bulan)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(pembayar_kode)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(aktif_orang)s::BIGINT, %(berakhir_pada)s::DATE, %(baris)s::INTEGER)
INSERT INTO kepesertaan (muatan_id, kabupaten_kode, bulan, kecamatan_kode, segmen_kode, pembayar_kode, aktif_orang, berakhir_pada, baris) SELECT CAST(c0 AS INTEGER), CAST(c1 AS VARCHAR(5)), CAST(nullif(c2, '') AS DATE), CAST(nullif(c3, '') AS VARCHAR(8)), CAST(nullif(c4, '') AS VARCHAR(8)), CAST(nullif(c5, '') AS VARCHAR(16)), CAST(nullif(c6, '') AS BIGINT), CAST(nullif(c7, '') AS DATE), CAST(nullif(c8, '') AS INTEGER) FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) AS t (c0, c1, c2, c3, c4, c5, c6, c7, c8)
INSERT INTO kepesertaan (muatan_id, kabupaten_kode, kecamatan_kode, segmen_kode, baris, bulan, pembayar_kode, aktif_orang) SELECT CAST(c0 AS INTEGER), CAST(c1 AS VARCHAR(5)), CAST(nullif(c2, '') AS VARCHAR(8)), CAST(nullif(c3, '') AS VARCHAR(8)), CAST(nullif(c4, '') AS INTEGER), CAST(nullif(c5, '') AS DATE), CAST(nullif(c6, '') AS VARCHAR(16)), CAST(nullif(c7, '') AS BIGINT) FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) AS t (c0, c1, c2, c3, c4, c5, c6, c7)
INSERT INTO klaim (muatan_id, bulan, kecamatan_kode, program_kode, lingkup, kabupaten_kode, kasus, dibayarkan_rp, potensi_beasiswa_rp) VALUES (%(muatan_id)s::INTEGER, %(bulan)s::DATE, %(kecamatan_kode)s::VARCHAR, %(program_kode)s::VARCHAR, %(lingkup)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(kasus)s::BIGINT, %(dibayarkan_rp)s::BIGINT, %(potensi_beasiswa_rp)s::BIGINT)
INSERT INTO klaim (muatan_id, bulan, kecamatan_kode, program_kode, lingkup, kabupaten_kode, kasus, dibayarkan_rp, potensi_beasiswa_rp, baris) VALUES (%(muatan_id)s::INTEGER, %(bulan)s::DATE, %(kecamatan_kode)s::VARCHAR, %(program_kode)s::VARCHAR, %(lingkup)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(kasus)s::BIGINT, %(dibayarkan_rp)s::BIGINT, %(potensi_beasiswa_rp)s::BIGINT, %(baris)s::INTEGER)
INSERT INTO muatan_periode (muatan_id, bagian, periode, kabupaten_kode, jenis, berlaku) SELECT DISTINCT muatan_id, '', periode, kabupaten_kode, jenis, FALSE FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian <> ''
INSERT INTO muatan_periode (muatan_id, bagian, periode, kabupaten_kode, jenis, berlaku) SELECT DISTINCT p.muatan_id, CASE WHEN e.desa_kode IS NULL THEN 'opd' ELSE 'desa' END, p.periode, p.kabupaten_kode, p.jenis, FALSE FROM muatan_periode p JOIN ekosistem e ON e.muatan_id = p.muatan_id AND e.bulan = p.periode WHERE p.jenis = 'ekosistem' AND p.bagian = ''
INSERT INTO pembayar (kode, nama, bersubsidi, urutan) VALUES (%(kode)s::VARCHAR, %(nama)s::VARCHAR, %(bersubsidi)s, %(urutan)s::INTEGER)
INSERT INTO peran (nama, kabupaten_kode, jenis) VALUES (%(nama)s::VARCHAR, %(kabupaten_kode)s::VARCHAR, %(jenis)s::VARCHAR)
INSERT INTO program (kode, nama, urutan) VALUES (%(kode)s::VARCHAR, %(nama)s::VARCHAR, %(urutan)s::INTEGER)
INSERT INTO segmen (kode, nama, urutan) VALUES (%(kode)s::VARCHAR, %(nama)s::VARCHAR, %(urutan)s::INTEGER)
INSERT INTO semesta (muatan_id, kabupaten_kode, basis_kode, tanggal, kecamatan_kode, segmen_kode, semesta_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(tanggal)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(semesta_orang)s::BIGINT)
INSERT INTO semesta (muatan_id, kabupaten_kode, basis_kode, tanggal, kecamatan_kode, segmen_kode, semesta_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(tanggal)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(semesta_orang)s::BIGINT) RETURNING semesta.id
INSERT INTO semesta (muatan_id, kabupaten_kode, basis_kode, tanggal, kecamatan_kode, segmen_kode, semesta_orang, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(tanggal)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(semesta_orang)s::BIGINT, %(baris)s::INTEGER)
INSERT INTO semesta (muatan_id, kabupaten_kode, basis_kode, tanggal, kecamatan_kode, segmen_kode, semesta_orang, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(tanggal)s::DATE, %(kecamatan_kode)s::VARCHAR, %(segmen_kode)s::VARCHAR, %(semesta_orang)s::BIGINT, %(baris)s::INTEGER) RETURNING semesta.id
INSERT INTO semesta (muatan_id, kabupaten_kode, kecamatan_kode, segmen_kode, baris, basis_kode, tanggal, semesta_orang) SELECT CAST(c0 AS INTEGER), CAST(c1 AS VARCHAR(5)), CAST(nullif(c2, '') AS VARCHAR(8)), CAST(nullif(c3, '') AS VARCHAR(8)), CAST(nullif(c4, '') AS INTEGER), CAST(nullif(c5, '') AS VARCHAR(24)), CAST(nullif(c6, '') AS DATE), CAST(nullif(c7, '') AS BIGINT) FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) AS t (c0, c1, c2, c3, c4, c5, c6, c7)
INSERT INTO target (muatan_id, kabupaten_kode, tahun, kecamatan_kode, basis_kode, target_pct, sumber) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(kecamatan_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(target_pct)s, %(sumber)s::VARCHAR)
INSERT INTO target (muatan_id, kabupaten_kode, tahun, kecamatan_kode, basis_kode, target_pct, sumber) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(kecamatan_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(target_pct)s, %(sumber)s::VARCHAR) RETURNING target.id
INSERT INTO target (muatan_id, kabupaten_kode, tahun, kecamatan_kode, basis_kode, target_pct, sumber, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(kecamatan_kode)s::VARCHAR, %(basis_kode)s::VARCHAR, %(target_pct)s, %(sumber)s::VARCHAR, %(baris)s::INTEGER)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kelompok, kuota_orang, tenggat, baris) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kelompok)s::VARCHAR, %(kuota_orang)s::BIGINT, %(tenggat)s::DATE, %(baris)s::INTEGER)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kelompok, kuota_orang, terlaksana_orang, sumber_dana, tenggat, penanggung_jawab) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kelompok)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT, %(sumber_dana)s::VARCHAR, %(tenggat)s::DATE, %(penanggung_jawab)s::VARCHAR)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT) RETURNING tindak_lanjut.id
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT) RETURNING tindak_lanjut.id
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang, sumber_dana, tenggat) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT, %(sumber_dana)s::VARCHAR, %(tenggat)s::DATE) RETURNING tindak_lanjut.id
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang, sumber_dana, tenggat, penanggung_jawab) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT, %(sumber_dana)s::VARCHAR, %(tenggat)s::DATE, %(penanggung_jawab)s::VARCHAR)
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang, sumber_dana, tenggat, penanggung_jawab) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT, %(sumber_dana)s::VARCHAR, %(tenggat)s::DATE, %(penanggung_jawab)s::VARCHAR) RETURNING tindak_lanjut.id
INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kuota_orang, terlaksana_orang, tenggat) VALUES (%(muatan_id)s::INTEGER, %(kabupaten_kode)s::VARCHAR, %(tahun)s::INTEGER, %(opd)s::VARCHAR, %(tindakan)s::VARCHAR, %(kuota_orang)s::BIGINT, %(terlaksana_orang)s::BIGINT, %(tenggat)s::DATE)
REVOKE CREATE ON SCHEMA public FROM PUBLIC
REVOKE CREATE, TEMPORARY ON DATABASE "basisdata" FROM PUBLIC
REVOKE EXECUTE ON FUNCTION fungsi(...) FROM PUBLIC
SELECT EXISTS (SELECT * FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.asal = %(asal_1)s::VARCHAR AND muatan.jenis = %(jenis_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR) AS anon_1
SELECT EXISTS (SELECT * FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.asal = %(asal_1)s::VARCHAR AND muatan.jenis = %(jenis_1)s::VARCHAR) AS anon_1
SELECT EXISTS (SELECT * FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.asal = %(asal_1)s::VARCHAR AND muatan.sha256 = %(sha256_1)s::VARCHAR) AS anon_1
SELECT anon_1.id FROM (SELECT muatan.id AS id, riwayat.id AS act FROM muatan JOIN riwayat_muatan ON riwayat_muatan.muatan_id = muatan.id JOIN riwayat ON riwayat.id = riwayat_muatan.riwayat_id WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR AND (muatan.asal = %(asal_1)s::VARCHAR OR muatan.asal = %(asal_2)s::VARCHAR AND (EXISTS (SELECT * FROM riwayat_muatan WHERE riwayat_muatan.muatan_id = muatan.id))) AND riwayat.tindakan = %(tindakan_1)s::VARCHAR) AS anon_1 WHERE anon_1.act = (SELECT max(anon_1.act) AS max_1 FROM (SELECT muatan.id AS id, riwayat.id AS act FROM muatan JOIN riwayat_muatan ON riwayat_muatan.muatan_id = muatan.id JOIN riwayat ON riwayat.id = riwayat_muatan.riwayat_id WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR AND (muatan.asal = %(asal_1)s::VARCHAR OR muatan.asal = %(asal_2)s::VARCHAR AND (EXISTS (SELECT * FROM riwayat_muatan WHERE riwayat_muatan.muatan_id = muatan.id))) AND riwayat.tindakan = %(tindakan_1)s::VARCHAR) AS anon_1) ORDER BY anon_1.id
SELECT bantuan_iuran.id, bantuan_iuran.muatan_id, bantuan_iuran.kabupaten_kode, bantuan_iuran.pembayar_kode, bantuan_iuran.kecamatan_kode, bantuan_iuran.segmen_kode, bantuan_iuran.kelompok, bantuan_iuran.jumlah_orang, bantuan_iuran.mulai, bantuan_iuran.sampai, bantuan_iuran.sk, bantuan_iuran.baris FROM bantuan_iuran WHERE bantuan_iuran.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT basis.kabupaten_kode, basis.kode, basis.nama, basis.penjelasan, basis.sumber, basis.is_default, basis.urutan FROM basis
SELECT basis.kabupaten_kode, basis.kode, basis.nama, basis.penjelasan, basis.sumber, basis.is_default, basis.urutan FROM basis WHERE basis.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT basis.kode, basis.is_default, basis.urutan, muatan.periode_awal, muatan.periode_akhir, muatan.dimuat_pada, muatan_total.dihitung, muatan_total.dinyatakan, iuran.upah_pct FROM basis JOIN muatan ON muatan.kabupaten_kode = basis.kabupaten_kode JOIN muatan_total ON muatan_total.muatan_id = muatan.id JOIN iuran ON iuran.upah_pct IS NULL AND iuran.kelompok = %(kelompok_1)s::VARCHAR WHERE basis.is_default AND muatan.asal = %(asal_1)s::VARCHAR AND iuran.pembayar_kode = %(pembayar_kode_1)s::VARCHAR
SELECT basis.kode, basis.is_default, basis.urutan, muatan.periode_awal, muatan.periode_akhir, muatan.dimuat_pada, muatan_total.dihitung, muatan_total.dinyatakan, iuran.upah_pct FROM basis JOIN muatan ON muatan.kabupaten_kode = basis.kabupaten_kode JOIN muatan_total ON muatan_total.muatan_id = muatan.id JOIN iuran ON iuran.upah_pct IS NULL AND iuran.kelompok = %(kelompok_1)s::VARCHAR WHERE basis.is_default AND muatan.asal = %(asal_1)s::VARCHAR AND iuran.pembayar_kode = %(pembayar_kode_1)s::VARCHAR AND basis.kode = %(kode_1)s::VARCHAR
SELECT basis.kode, basis.nama FROM basis WHERE basis.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT batas.muatan_id, batas.kecamatan_kode, batas.kabupaten_kode, batas.geojson FROM batas WHERE batas.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT count(*) AS count_1 FROM desa
SELECT count(*) AS count_1 FROM kecamatan
SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND usename IN (...) AND xact_start < clock_timestamp() - make_interval(secs => %(seconds)s)
SELECT count(*) FROM kabupaten WHERE kode = %(kode)s
SELECT count(*) FROM pg_roles WHERE rolname = %(name)s
SELECT current_database()
SELECT desa.kode, desa.kecamatan_kode, desa.nama, desa.jenis FROM desa
SELECT desa.kode, desa.kecamatan_kode, desa.nama, desa.jenis FROM desa WHERE desa.kecamatan_kode IN (SELECT kecamatan.kode FROM kecamatan WHERE kecamatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR)
SELECT ekosistem.id, ekosistem.muatan_id, ekosistem.kabupaten_kode, ekosistem.bulan, ekosistem.kelompok, ekosistem.opd, ekosistem.desa_kode, ekosistem.jumlah_orang, ekosistem.terdaftar_orang, ekosistem.baris FROM ekosistem WHERE ekosistem.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT has_database_privilege(%(name)s, current_database(), 'CREATE')
SELECT has_database_privilege(%(name)s, current_database(), 'TEMPORARY')
SELECT has_function_privilege(%(name)s, %(function)s, 'EXECUTE')
SELECT has_schema_privilege(%(name)s, 'public', 'CREATE')
SELECT iuran.segmen_kode, iuran.pembayar_kode, iuran.kelompok, iuran.berlaku_mulai, iuran.berlaku_sampai, iuran.iuran_rp, iuran.upah_pct, iuran.aturan FROM iuran
SELECT kabupaten.kode, kabupaten.nama FROM kabupaten
SELECT kabupaten.nama FROM kabupaten
SELECT kabupaten.nama FROM kabupaten ORDER BY kabupaten.kode
SELECT kabupaten.nama, %(param_1)s::VARCHAR AS lain FROM kabupaten
SELECT kecamatan.kode, kecamatan.kabupaten_kode, kecamatan.nama, kecamatan.petak_baris, kecamatan.petak_kolom FROM kecamatan
SELECT kecamatan.kode, kecamatan.kabupaten_kode, kecamatan.nama, kecamatan.petak_baris, kecamatan.petak_kolom FROM kecamatan WHERE kecamatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT kecamatan.nama FROM kecamatan
SELECT kepesertaan.bulan, kepesertaan.aktif_orang FROM kepesertaan JOIN muatan_periode ON muatan_periode.muatan_id = kepesertaan.muatan_id AND muatan_periode.periode = kepesertaan.bulan AND muatan_periode.bagian = %(param_1)s::VARCHAR AND muatan_periode.berlaku ORDER BY kepesertaan.bulan
SELECT kepesertaan.muatan_id, kepesertaan.bulan, kepesertaan.kecamatan_kode, kepesertaan.segmen_kode, kepesertaan.pembayar_kode, kepesertaan.kabupaten_kode, kepesertaan.aktif_orang, kepesertaan.berakhir_pada, kepesertaan.baris FROM kepesertaan WHERE kepesertaan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT klaim.lingkup, klaim.kasus FROM klaim JOIN muatan_periode ON muatan_periode.muatan_id = klaim.muatan_id AND muatan_periode.periode = klaim.bulan AND muatan_periode.bagian = klaim.lingkup AND muatan_periode.berlaku ORDER BY klaim.kasus
SELECT klaim.muatan_id, klaim.bulan, klaim.kecamatan_kode, klaim.program_kode, klaim.lingkup, klaim.kabupaten_kode, klaim.kasus, klaim.dibayarkan_rp, klaim.potensi_beasiswa_rp, klaim.baris FROM klaim WHERE klaim.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT muatan.id FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.jenis = %(jenis_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR AND muatan.asal = %(asal_1)s::VARCHAR ORDER BY muatan.id
SELECT muatan.id FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR AND (muatan.asal = %(asal_1)s::VARCHAR OR muatan.asal = %(asal_2)s::VARCHAR AND (EXISTS (SELECT * FROM riwayat_muatan WHERE riwayat_muatan.muatan_id = muatan.id))) AND (SELECT max(riwayat.id) AS max_1 FROM riwayat JOIN riwayat_muatan ON riwayat_muatan.riwayat_id = riwayat.id WHERE riwayat.tindakan = %(tindakan_1)s::VARCHAR AND riwayat_muatan.muatan_id = muatan.id) IS NULL AND muatan.sha256 = %(sha256_1)s::VARCHAR ORDER BY muatan.id
SELECT muatan.id FROM muatan_periode AS punya LEFT OUTER JOIN muatan_periode AS berlaku_kini ON berlaku_kini.kabupaten_kode = punya.kabupaten_kode AND berlaku_kini.jenis = punya.jenis AND berlaku_kini.bagian = punya.bagian AND berlaku_kini.periode = punya.periode AND berlaku_kini.muatan_id > punya.muatan_id AND (berlaku_kini.muatan_id NOT IN (NULL) OR (1 = 1)) AND berlaku_kini.berlaku LEFT OUTER JOIN muatan ON muatan.id = berlaku_kini.muatan_id AND muatan.asal != %(asal_1)s::VARCHAR WHERE punya.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND punya.muatan_id IN (NULL) AND (1 != 1)
SELECT muatan.id, muatan.kabupaten_kode, muatan.jenis, muatan.asal, muatan.nama_berkas, muatan.sha256, muatan.sumber, muatan.periode_awal, muatan.periode_akhir, muatan.jumlah_baris, muatan.dimuat_pada, muatan.oleh, muatan.status, muatan.lembar FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT muatan.id, muatan.sha256, (SELECT max(riwayat.id) AS max_1 FROM riwayat JOIN riwayat_muatan ON riwayat_muatan.riwayat_id = riwayat.id WHERE riwayat.tindakan = %(tindakan_1)s::VARCHAR AND riwayat_muatan.muatan_id = muatan.id) AS act FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan.status = %(status_1)s::VARCHAR AND (muatan.asal = %(asal_1)s::VARCHAR OR muatan.asal = %(asal_2)s::VARCHAR AND (EXISTS (SELECT * FROM riwayat_muatan WHERE riwayat_muatan.muatan_id = muatan.id))) ORDER BY muatan.id DESC
SELECT muatan.jenis, muatan.id AS muatan_id, muatan.asal, muatan.nama_berkas, muatan.sumber, muatan.periode_awal, muatan.periode_akhir, muatan.jumlah_baris, muatan.dimuat_pada, muatan.oleh, muatan.status, coalesce(anon_1.periode_berlaku, %(coalesce_1)s::INTEGER) AS periode_berlaku FROM muatan LEFT OUTER JOIN (SELECT muatan_periode.muatan_id AS muatan_id, count(*) AS periode_berlaku FROM muatan_periode WHERE muatan_periode.berlaku GROUP BY muatan_periode.muatan_id) AS anon_1 ON anon_1.muatan_id = muatan.id WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR ORDER BY muatan.id DESC
SELECT muatan_periode.bagian, muatan_periode.periode, %(param_1)s AS anon_1, ekosistem.kelompok, sum(ekosistem.jumlah_orang) AS sum_1, sum(ekosistem.terdaftar_orang) AS sum_2 FROM muatan_periode JOIN ekosistem ON muatan_periode.muatan_id = ekosistem.muatan_id AND muatan_periode.periode = ekosistem.bulan AND muatan_periode.bagian = CASE WHEN (ekosistem.desa_kode IS NULL) THEN %(param_2)s::VARCHAR ELSE %(param_3)s::VARCHAR END WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku AND muatan_periode.periode BETWEEN %(periode_1)s::DATE AND %(periode_2)s::DATE GROUP BY muatan_periode.bagian, muatan_periode.periode, ekosistem.kelompok
SELECT muatan_periode.bagian, muatan_periode.periode, %(param_1)s AS anon_1, tindakan_kini.opd, sum(tindakan_kini.kuota_orang) AS sum_1, sum(tindakan_kini.terlaksana_orang) AS sum_2 FROM muatan_periode JOIN (SELECT tindak_lanjut.id AS id, tindak_lanjut.muatan_id AS muatan_id, tindak_lanjut.kabupaten_kode AS kabupaten_kode, tindak_lanjut.tahun AS tahun, tindak_lanjut.opd AS opd, tindak_lanjut.tindakan AS tindakan, tindak_lanjut.kelompok AS kelompok, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.kuota_orang ELSE tindak_lanjut_ubah.kuota_orang END AS kuota_orang, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.terlaksana_orang ELSE tindak_lanjut_ubah.terlaksana_orang END AS terlaksana_orang, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.sumber_dana ELSE tindak_lanjut_ubah.sumber_dana END AS sumber_dana, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.tenggat ELSE tindak_lanjut_ubah.tenggat END AS tenggat, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.penanggung_jawab ELSE tindak_lanjut_ubah.penanggung_jawab END AS penanggung_jawab, tindak_lanjut.baris AS baris, coalesce(tindak_lanjut_ubah.versi, %(coalesce_1)s::INTEGER) AS versi, tindak_lanjut_ubah.oleh AS diubah_oleh, tindak_lanjut_ubah.pada AS diubah_pada FROM tindak_lanjut LEFT OUTER JOIN tindak_lanjut_ubah ON tindak_lanjut_ubah.tindak_lanjut_id = tindak_lanjut.id AND tindak_lanjut_ubah.versi = (SELECT max(versi_lain.versi) AS max_1 FROM tindak_lanjut_ubah AS versi_lain WHERE versi_lain.tindak_lanjut_id = tindak_lanjut.id)) AS tindakan_kini ON muatan_periode.muatan_id = tindakan_kini.muatan_id AND EXTRACT(year FROM muatan_periode.periode) = tindakan_kini.tahun AND muatan_periode.bagian = %(param_2)s::VARCHAR WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku AND muatan_periode.periode BETWEEN %(periode_1)s::DATE AND %(periode_2)s::DATE GROUP BY muatan_periode.bagian, muatan_periode.periode, tindakan_kini.opd
SELECT muatan_periode.bagian, muatan_periode.periode, klaim.kecamatan_kode, klaim.program_kode, sum(klaim.kasus) AS sum_1, sum(klaim.dibayarkan_rp) AS sum_2, sum(klaim.potensi_beasiswa_rp) AS sum_3 FROM muatan_periode JOIN klaim ON muatan_periode.muatan_id = klaim.muatan_id AND muatan_periode.periode = klaim.bulan AND muatan_periode.bagian = klaim.lingkup WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku AND muatan_periode.periode BETWEEN %(periode_1)s::DATE AND %(periode_2)s::DATE GROUP BY muatan_periode.bagian, muatan_periode.periode, klaim.kecamatan_kode, klaim.program_kode
SELECT muatan_periode.bagian, muatan_periode.periode, semesta.kecamatan_kode, semesta.segmen_kode, sum(semesta.semesta_orang) AS sum_1 FROM muatan_periode JOIN semesta ON muatan_periode.muatan_id = semesta.muatan_id AND muatan_periode.periode = semesta.tanggal AND muatan_periode.bagian = semesta.basis_kode WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku AND muatan_periode.periode BETWEEN %(periode_1)s::DATE AND %(periode_2)s::DATE GROUP BY muatan_periode.bagian, muatan_periode.periode, semesta.kecamatan_kode, semesta.segmen_kode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(bantuan_iuran.jumlah_orang) AS sum_1 FROM muatan_periode JOIN bantuan_iuran ON muatan_periode.muatan_id = bantuan_iuran.muatan_id AND EXTRACT(year FROM muatan_periode.periode) = EXTRACT(year FROM bantuan_iuran.mulai) AND muatan_periode.bagian = %(param_1)s::VARCHAR WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(ekosistem.jumlah_orang) AS sum_1, sum(ekosistem.terdaftar_orang) AS sum_2 FROM muatan_periode JOIN ekosistem ON muatan_periode.muatan_id = ekosistem.muatan_id AND muatan_periode.periode = ekosistem.bulan AND muatan_periode.bagian = CASE WHEN (ekosistem.desa_kode IS NULL) THEN %(param_1)s::VARCHAR ELSE %(param_2)s::VARCHAR END WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(kepesertaan.aktif_orang) AS sum_1 FROM muatan_periode JOIN kepesertaan ON muatan_periode.muatan_id = kepesertaan.muatan_id AND muatan_periode.periode = kepesertaan.bulan AND muatan_periode.bagian = %(param_1)s::VARCHAR WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(klaim.kasus) AS sum_1, sum(klaim.dibayarkan_rp) AS sum_2, sum(klaim.potensi_beasiswa_rp) AS sum_3 FROM muatan_periode JOIN klaim ON muatan_periode.muatan_id = klaim.muatan_id AND muatan_periode.periode = klaim.bulan AND muatan_periode.bagian = klaim.lingkup WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(semesta.semesta_orang) AS sum_1 FROM muatan_periode JOIN semesta ON muatan_periode.muatan_id = semesta.muatan_id AND muatan_periode.periode = semesta.tanggal AND muatan_periode.bagian = semesta.basis_kode WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.bagian, muatan_periode.periode, sum(tindakan_kini.kuota_orang) AS sum_1, sum(tindakan_kini.terlaksana_orang) AS sum_2 FROM muatan_periode JOIN (SELECT tindak_lanjut.id AS id, tindak_lanjut.muatan_id AS muatan_id, tindak_lanjut.kabupaten_kode AS kabupaten_kode, tindak_lanjut.tahun AS tahun, tindak_lanjut.opd AS opd, tindak_lanjut.tindakan AS tindakan, tindak_lanjut.kelompok AS kelompok, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.kuota_orang ELSE tindak_lanjut_ubah.kuota_orang END AS kuota_orang, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.terlaksana_orang ELSE tindak_lanjut_ubah.terlaksana_orang END AS terlaksana_orang, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.sumber_dana ELSE tindak_lanjut_ubah.sumber_dana END AS sumber_dana, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.tenggat ELSE tindak_lanjut_ubah.tenggat END AS tenggat, CASE WHEN (tindak_lanjut_ubah.versi IS NULL) THEN tindak_lanjut.penanggung_jawab ELSE tindak_lanjut_ubah.penanggung_jawab END AS penanggung_jawab, tindak_lanjut.baris AS baris, coalesce(tindak_lanjut_ubah.versi, %(coalesce_1)s::INTEGER) AS versi, tindak_lanjut_ubah.oleh AS diubah_oleh, tindak_lanjut_ubah.pada AS diubah_pada FROM tindak_lanjut LEFT OUTER JOIN tindak_lanjut_ubah ON tindak_lanjut_ubah.tindak_lanjut_id = tindak_lanjut.id AND tindak_lanjut_ubah.versi = (SELECT max(versi_lain.versi) AS max_1 FROM tindak_lanjut_ubah AS versi_lain WHERE versi_lain.tindak_lanjut_id = tindak_lanjut.id)) AS tindakan_kini ON muatan_periode.muatan_id = tindakan_kini.muatan_id AND EXTRACT(year FROM muatan_periode.periode) = tindakan_kini.tahun AND muatan_periode.bagian = %(param_1)s::VARCHAR WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND muatan_periode.jenis = %(jenis_1)s::VARCHAR AND muatan_periode.berlaku GROUP BY muatan_periode.bagian, muatan_periode.periode ORDER BY muatan_periode.bagian, muatan_periode.periode
SELECT muatan_periode.muatan_id, muatan_periode.bagian, muatan_periode.periode, muatan_periode.kabupaten_kode, muatan_periode.jenis, muatan_periode.berlaku FROM muatan_periode WHERE muatan_periode.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT muatan_total.muatan_id, muatan_total.ukuran, muatan_total.urutan, muatan_total.dinyatakan, muatan_total.dihitung FROM muatan_total WHERE muatan_total.muatan_id IN (SELECT muatan.id FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR)
SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^(lo_|lowrite|pg_(try_)?advisory|pg_logical_emit_message)' ORDER BY 1
SELECT p.nama, d.datname, s.setconfig FROM peran p JOIN pg_roles r ON r.rolname = p.nama LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid LEFT JOIN pg_database d ON d.oid = s.setdatabase WHERE p.jenis = 'penampil' ORDER BY 1, 2
SELECT pembayar.kode, pembayar.nama, pembayar.bersubsidi, pembayar.urutan FROM pembayar
SELECT peran.nama FROM peran WHERE peran.jenis = %(jenis_1)s::VARCHAR
SELECT peran.nama, peran.kabupaten_kode, peran.jenis FROM peran
SELECT peran.nama, peran.kabupaten_kode, peran.jenis FROM peran WHERE peran.nama = %(nama_1)s::VARCHAR
SELECT pg_advisory_xact_lock(%(pg_advisory_xact_lock_2)s::INTEGER, %(pg_advisory_xact_lock_3)s::INTEGER) AS pg_advisory_xact_lock_1
SELECT pg_catalog.pg_class.relname FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_catalog.pg_namespace.oid = pg_catalog.pg_class.relnamespace WHERE pg_catalog.pg_class.relname IN (...) AND pg_catalog.pg_class.relkind = ANY (ARRAY[%(param_1)s::VARCHAR, %(param_2)s::VARCHAR, %(param_3)s::VARCHAR, %(param_4)s::VARCHAR, %(param_5)s::VARCHAR]) AND pg_catalog.pg_table_is_visible(pg_catalog.pg_class.oid) AND pg_catalog.pg_namespace.nspname != %(nspname_1)s::VARCHAR
SELECT pg_get_serial_sequence(%(table)s, a.attname) FROM pg_attribute a WHERE a.attrelid = CAST(%(table)s AS regclass) AND a.attname = 'id'
SELECT program.kode, program.nama, program.urutan FROM program
SELECT riwayat.id, riwayat.kabupaten_kode, riwayat.tindakan, riwayat.oleh, riwayat.nama_berkas, riwayat.sha256, riwayat.mulai, riwayat.selesai, riwayat.keadaan FROM riwayat WHERE riwayat.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT riwayat.id, riwayat.kabupaten_kode, riwayat.tindakan, riwayat.oleh, riwayat.nama_berkas, riwayat.sha256, riwayat.mulai, riwayat.selesai, riwayat.keadaan FROM riwayat WHERE riwayat.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR ORDER BY riwayat.id DESC LIMIT %(param_1)s::INTEGER
SELECT riwayat_muatan.riwayat_id, riwayat_muatan.muatan_id FROM riwayat_muatan WHERE riwayat_muatan.muatan_id IN (SELECT muatan.id FROM muatan WHERE muatan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR)
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = %(name)s
SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user
SELECT segmen.kode, segmen.nama, segmen.urutan FROM segmen
SELECT semesta.basis_kode AS bagian, semesta.kecamatan_kode, semesta.segmen_kode AS segmen_kode, CAST(NULL AS VARCHAR) AS pembayar_kode, CAST(semesta.semesta_orang AS FLOAT) AS angka, semesta.baris, semesta.muatan_id FROM semesta WHERE (semesta.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND semesta.muatan_id = %(muatan_id_1)s::INTEGER AND semesta.tanggal = %(tanggal_1)s::DATE AND semesta.basis_kode = %(basis_kode_1)s::VARCHAR OR semesta.kabupaten_kode = %(kabupaten_kode_2)s::VARCHAR AND semesta.muatan_id = %(muatan_id_2)s::INTEGER AND semesta.tanggal = %(tanggal_2)s::DATE AND semesta.basis_kode = %(basis_kode_2)s::VARCHAR) AND (semesta.kecamatan_kode IS NULL OR semesta.kecamatan_kode = %(kecamatan_kode_1)s::VARCHAR) ORDER BY semesta.kecamatan_kode IS NULL, bagian, semesta.baris, (SELECT segmen.urutan FROM segmen WHERE segmen.kode = semesta.segmen_kode)
SELECT semesta.id, semesta.muatan_id, semesta.kabupaten_kode, semesta.basis_kode, semesta.tanggal, semesta.kecamatan_kode, semesta.segmen_kode, semesta.semesta_orang, semesta.baris FROM semesta WHERE semesta.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT sum(klaim.dibayarkan_rp) AS dibayarkan_rp FROM klaim WHERE klaim.kasus > %(kasus_1)s::BIGINT
SELECT sum(klaim.dibayarkan_rp) AS dibayarkan_rp, (%(param_1)s * sum(klaim.dibayarkan_rp)) / CAST(%(param_2)s::BIGINT AS NUMERIC) AS bagian_pct FROM klaim
SELECT tableowner FROM pg_tables WHERE tablename = 'peran' AND schemaname = 'public'
SELECT tak_ada.nama FROM tak_ada
SELECT target.id, target.muatan_id, target.kabupaten_kode, target.tahun, target.kecamatan_kode, target.basis_kode, target.target_pct, target.sumber, target.baris FROM target WHERE target.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT tautan.id, tautan.kabupaten_kode, tautan.sidik, tautan.dibuat, tautan.berlaku_sampai, tautan.dicabut FROM tautan WHERE tautan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT tautan.id, tautan.sidik, tautan.dibuat, tautan.berlaku_sampai, tautan.dicabut FROM tautan WHERE tautan.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR ORDER BY tautan.id DESC
SELECT tindak_lanjut.id, tindak_lanjut.muatan_id, tindak_lanjut.kabupaten_kode, tindak_lanjut.tahun, tindak_lanjut.opd, tindak_lanjut.tindakan, tindak_lanjut.kelompok, tindak_lanjut.kuota_orang, tindak_lanjut.terlaksana_orang, tindak_lanjut.sumber_dana, tindak_lanjut.tenggat, tindak_lanjut.penanggung_jawab, tindak_lanjut.baris FROM tindak_lanjut WHERE tindak_lanjut.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT tindak_lanjut_ubah.tindak_lanjut_id, tindak_lanjut_ubah.versi, tindak_lanjut_ubah.muatan_id, tindak_lanjut_ubah.kabupaten_kode, tindak_lanjut_ubah.kuota_orang, tindak_lanjut_ubah.terlaksana_orang, tindak_lanjut_ubah.sumber_dana, tindak_lanjut_ubah.tenggat, tindak_lanjut_ubah.penanggung_jawab, tindak_lanjut_ubah.oleh, tindak_lanjut_ubah.pada FROM tindak_lanjut_ubah WHERE tindak_lanjut_ubah.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR
SELECT to_regclass('peran') IS NOT NULL
SHOW is_superuser
UPDATE basis SET is_default=%(is_default)s WHERE basis.kabupaten_kode IN (...)
UPDATE basis SET kabupaten_kode=%(kabupaten_kode)s::VARCHAR, kode=%(kode)s::VARCHAR, nama=%(nama)s::VARCHAR, penjelasan=%(penjelasan)s::VARCHAR, sumber=%(sumber)s::VARCHAR, is_default=%(is_default)s, urutan=%(urutan)s::INTEGER WHERE basis.kabupaten_kode = %(kabupaten_kode_1)s::VARCHAR AND basis.kode = %(kode_1)s::VARCHAR
UPDATE kecamatan SET kode=%(kode)s::VARCHAR, kabupaten_kode=%(kabupaten_kode)s::VARCHAR, nama=%(nama)s::VARCHAR, petak_baris=%(petak_baris)s::INTEGER, petak_kolom=%(petak_kolom)s::INTEGER WHERE kecamatan.kode = %(kode_1)s::VARCHAR
UPDATE kecamatan SET petak_baris=%(petak_baris)s::INTEGER, petak_kolom=%(petak_kolom)s::INTEGER WHERE kecamatan.kode IN (...)
UPDATE muatan_periode SET berlaku = TRUE WHERE jenis = 'ekosistem' AND muatan_id = ( SELECT max(m.id) FROM muatan m JOIN muatan_periode p ON p.muatan_id = m.id WHERE m.status = 'aktif' AND p.jenis = 'ekosistem' AND p.kabupaten_kode = muatan_periode.kabupaten_kode AND p.bagian = muatan_periode.bagian AND p.periode = muatan_periode.periode)
